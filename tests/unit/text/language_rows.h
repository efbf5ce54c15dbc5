/* Paragraphs of news in our own words: of Malay and Indonesian on the same
 * events, of the other languages that have a list of words, and of some that
 * only libexttextcat knows. */
#ifndef KT_TEST_LANGUAGE_ROWS_H
#define KT_TEST_LANGUAGE_ROWS_H

static const struct {
    const char *about, *language, *text;
} malay_rows[] = {
    {"an accident", "ms",
     "Dua beradik maut manakala tiga lagi cedera parah apabila "
     "kereta dinaiki mereka terbabas sebelum melanggar sebuah lori "
     "di Kilometer 212 Lebuhraya Utara Selatan berhampiran Ayer "
     "Keroh, malam tadi. Ketua Polis Daerah berkata, mangsa "
     "dipercayai dalam perjalanan pulang ke kampung untuk menyambut "
     "cuti sekolah. Mayat mangsa dihantar ke hospital untuk bedah "
     "siasat."},
    {"an accident", "id",
     "Dua kakak beradik tewas dan tiga orang lainnya luka berat "
     "setelah mobil yang mereka tumpangi oleng lalu menabrak truk "
     "di Kilometer 212 jalan tol Semarang-Solo, tadi malam. "
     "Kapolres mengatakan para korban diduga sedang dalam "
     "perjalanan pulang kampung untuk mengisi libur sekolah. "
     "Jenazah dibawa ke rumah sakit untuk diautopsi."},
    {"a flood", "ms",
     "Jumlah mangsa banjir di tiga daerah meningkat kepada 1,204 "
     "orang pagi ini selepas hujan lebat sejak dua hari lalu. "
     "Jabatan Kebajikan Masyarakat memaklumkan sebanyak sembilan "
     "pusat pemindahan sementara dibuka di sekolah dan dewan orang "
     "ramai. Paras air di dua batang sungai masih melepasi tahap "
     "bahaya, namun cuaca dijangka bertambah baik menjelang petang "
     "esok."},
    {"a flood", "id",
     "Jumlah pengungsi banjir di tiga kecamatan bertambah menjadi "
     "1.204 jiwa pagi ini setelah hujan deras mengguyur sejak dua "
     "hari lalu. Dinas Sosial menyebut sembilan posko sementara "
     "didirikan di sekolah dan balai desa. Tinggi muka air di dua "
     "sungai masih di atas batas bahaya, tetapi cuaca diperkirakan "
     "membaik menjelang besok sore."},
    {"football", "ms",
     "Skuad bawah 23 tahun negara muncul juara kejohanan selepas "
     "menewaskan pasukan tuan rumah 2-1 dalam perlawanan akhir di "
     "Stadium Negeri, malam tadi. Jaringan kemenangan dihasilkan "
     "penyerang muda itu pada minit ke-88 menerusi sepakan percuma. "
     "Jurulatih pasukan berkata, kejayaan ini hasil latihan yang "
     "konsisten sejak lima bulan lalu dan sokongan penyokong."},
    {"football", "id",
     "Tim nasional di bawah 23 tahun menjadi juara turnamen setelah "
     "mengalahkan tuan rumah 2-1 pada laga final di stadion utama, "
     "tadi malam. Gol kemenangan dicetak penyerang muda itu pada "
     "menit ke-88 lewat tendangan bebas. Pelatih mengatakan "
     "keberhasilan ini buah dari latihan teratur selama lima bulan "
     "dan dukungan suporter."},
    {"a budget", "ms",
     "Kerajaan memperuntukkan RM450 juta dalam belanjawan tahun "
     "hadapan bagi membaiki jalan luar bandar, kata Menteri "
     "Kewangan di Parlimen hari ini. Katanya, jumlah itu meningkat "
     "12 peratus berbanding tahun ini dan akan diagihkan mengikut "
     "keperluan setiap negeri. Peniaga kecil pula boleh memohon "
     "pinjaman tanpa faedah mulai suku kedua."},
    {"a budget", "id",
     "Pemerintah mengalokasikan Rp450 miliar dalam anggaran tahun "
     "depan untuk memperbaiki jalan desa, kata Menteri Keuangan di "
     "DPR hari ini. Menurut dia, jumlah itu naik 12 persen "
     "dibanding tahun ini dan akan dibagikan sesuai kebutuhan tiap "
     "provinsi. Adapun pedagang kecil bisa mengajukan pinjaman "
     "tanpa bunga mulai triwulan kedua."},
    {"dengue", "ms",
     "Kementerian Kesihatan merekodkan 2,310 kes denggi dalam "
     "tempoh seminggu, naik daripada 1,980 kes pada minggu "
     "sebelumnya. Dua kematian turut dilaporkan. Ketua Pengarah "
     "berkata, orang ramai perlu memusnahkan tempat pembiakan "
     "nyamuk sekurang-kurangnya sepuluh minit setiap minggu dan "
     "segera mendapatkan rawatan di klinik jika demam berlanjutan."},
    {"dengue", "id",
     "Kementerian Kesehatan mencatat 2.310 kasus demam berdarah "
     "dalam sepekan, naik dari 1.980 kasus pada pekan sebelumnya. "
     "Dua orang dilaporkan meninggal. Direktur jenderal mengatakan "
     "masyarakat perlu memberantas sarang nyamuk sedikitnya sepuluh "
     "menit tiap minggu dan segera berobat ke puskesmas jika demam "
     "tidak turun."},
    {"an examination", "ms",
     "Seramai 380,000 calon mula menduduki peperiksaan akhir di "
     "3,300 pusat di seluruh negara hari ini. Guru diminta "
     "memastikan calon di kawasan yang terjejas akibat banjir dapat "
     "hadir, manakala pihak sekolah menyediakan pengangkutan. "
     "Menurut kementerian, keputusan akan diumumkan pada bulan Mac "
     "dan boleh disemak dalam talian."},
    {"an examination", "id",
     "Sebanyak 380.000 siswa mulai mengikuti ujian akhir di 3.300 "
     "sekolah di seluruh Indonesia hari ini. Guru diminta "
     "memastikan peserta di daerah yang kebanjiran bisa hadir, "
     "sedangkan sekolah menyiapkan angkutan. Menurut kementerian, "
     "hasilnya akan diumumkan pada bulan Maret dan dapat dilihat "
     "secara daring."},
    {"a trial", "ms",
     "Bekas pegawai kanan sebuah jabatan didakwa di Mahkamah Sesyen "
     "atas dua pertuduhan menerima suapan berjumlah RM60,000 "
     "daripada seorang kontraktor. Tertuduh, 47, mengaku tidak "
     "bersalah selepas pertuduhan dibacakan di hadapan hakim. "
     "Peguamnya memohon jaminan rendah kerana anak guamnya "
     "menanggung ibu yang uzur. Kes ditetapkan untuk sebutan semula "
     "bulan depan."},
    {"a trial", "id",
     "Mantan pejabat sebuah dinas didakwa di pengadilan tindak "
     "pidana korupsi karena menerima suap Rp600 juta dari seorang "
     "kontraktor. Terdakwa yang berusia 47 tahun itu membantah "
     "dakwaan jaksa. Pengacaranya meminta penangguhan penahanan "
     "sebab kliennya menanggung ibu yang sakit. Sidang dilanjutkan "
     "bulan depan dengan agenda pemeriksaan saksi."},
    {"an election", "ms",
     "Suruhanjaya menetapkan 12 hari tempoh berkempen bagi pilihan "
     "raya kecil itu. Pengundi awal terdiri daripada anggota "
     "tentera dan polis akan membuang undi pada hari Selasa. "
     "Pengerusinya berkata, kertas undi sudah dicetak dan semua "
     "parti yang bertanding perlu mematuhi peraturan ketika "
     "menjalankan kempen di kawasan kampung."},
    {"an election", "id",
     "Komisi Pemilihan Umum menetapkan masa kampanye selama 12 hari "
     "untuk pemungutan suara ulang itu. Pemilih yang bertugas "
     "sebagai anggota TNI dan Polri tidak menggunakan hak pilihnya. "
     "Ketuanya mengatakan surat suara sudah dicetak dan semua "
     "partai wajib mematuhi aturan ketika berkampanye di "
     "kampung-kampung."},
    {"an airline", "ms",
     "Syarikat penerbangan tambang rendah itu akan menambah empat "
     "penerbangan sehari ke Kota Kinabalu sempena musim perayaan. "
     "Ketua pegawai eksekutifnya berkata, tempahan tempat duduk "
     "sudah mencecah 85 peratus. Penumpang dinasihatkan tiba di "
     "lapangan terbang tiga jam lebih awal dan membuat daftar masuk "
     "melalui aplikasi telefon bimbit."},
    {"an airline", "id",
     "Maskapai berbiaya murah itu akan menambah empat penerbangan "
     "sehari ke Manado menjelang musim liburan. Direktur utamanya "
     "mengatakan tiket yang terjual sudah mencapai 85 persen. "
     "Penumpang diimbau tiba di bandara tiga jam lebih awal dan "
     "melapor lewat aplikasi di ponsel."},
    {"haze", "ms",
     "Bacaan Indeks Pencemaran Udara di lima kawasan kekal tidak "
     "sihat setakat jam 9 pagi ini ekoran kebakaran tanah gambut. "
     "Sekolah dinasihatkan menangguhkan aktiviti luar manakala "
     "orang ramai digalakkan memakai pelitup muka. Jabatan Alam "
     "Sekitar akan mengambil tindakan terhadap mana-mana pihak yang "
     "melakukan pembakaran terbuka."},
    {"haze", "id",
     "Indeks kualitas udara di lima kabupaten masih tidak sehat "
     "hingga pukul 09.00 WIB akibat kebakaran lahan gambut. Sekolah "
     "diminta menunda kegiatan di luar kelas, sementara warga "
     "dianjurkan memakai masker. Dinas Lingkungan Hidup akan "
     "menindak siapa pun yang membuka lahan dengan cara membakar."},
    {"tourism", "ms",
     "Negeri ini menyasarkan tiga juta pelawat tahun depan menerusi "
     "kempen baharu yang menumpukan pelancongan alam semula jadi. "
     "Exco Pelancongan berkata, beberapa jeti lama akan dinaik "
     "taraf dan pengusaha inap desa diberi kursus bahasa. Setakat "
     "ini, pelancong dari China dan Singapura merupakan kumpulan "
     "terbesar."},
    {"tourism", "id",
     "Provinsi ini menargetkan tiga juta wisatawan tahun depan "
     "lewat promosi baru yang menonjolkan wisata alam. Kepala Dinas "
     "Pariwisata mengatakan beberapa dermaga lama akan diperbaiki "
     "dan pengelola penginapan desa diberi kursus bahasa. Sejauh "
     "ini turis dari Tiongkok dan Singapura merupakan kelompok "
     "terbesar."},
    {"mobile telephones", "ms",
     "Kementerian akan mewajibkan semua pengguna mendaftar kad "
     "prabayar dengan menggunakan pengenalan digital mulai Julai. "
     "Langkah itu diambil bagi membendung penipuan dalam talian "
     "yang menyebabkan kerugian hampir RM1 bilion tahun lalu. "
     "Syarikat telekomunikasi diberi tempoh enam bulan untuk "
     "menyediakan sistem dan menghantar maklum balas."},
    {"mobile telephones", "id",
     "Kementerian akan mewajibkan semua pengguna mendaftarkan kartu "
     "prabayar dengan identitas digital mulai Juli. Langkah itu "
     "diambil untuk mencegah penipuan daring yang menyebabkan "
     "kerugian hampir Rp1 triliun tahun lalu. Perusahaan "
     "telekomunikasi diberi waktu enam bulan untuk menyiapkan "
     "sistem dan memberi masukan."},
    {"rice farming", "ms",
     "Pesawah di daerah ini mengeluh apabila bekalan baja subsidi "
     "lewat diterima sehingga menjejaskan jadual penanaman. "
     "Pengerusi pertubuhan peladang kawasan berkata, pihaknya sudah "
     "berbincang dengan pembekal dan penghantaran dijangka selesai "
     "minggu ini. Hasil padi musim lalu merosot kira-kira 15 "
     "peratus akibat serangan tikus."},
    {"rice farming", "id",
     "Petani di kabupaten ini mengeluh karena pupuk bersubsidi "
     "terlambat datang sehingga mengganggu jadwal tanam. Ketua "
     "gabungan kelompok tani mengatakan pihaknya sudah berbicara "
     "dengan penyalur dan pengiriman diperkirakan rampung minggu "
     "ini. Hasil panen musim lalu turun sekitar 15 persen akibat "
     "serangan tikus."},
    {"a drug raid", "ms",
     "Polis menumpaskan sindiket pengedaran dadah dengan penahanan "
     "lima lelaki dan rampasan syabu bernilai RM2.4 juta dalam "
     "serbuan di sebuah kondominium. Semua suspek berusia antara 25 "
     "hingga 40 tahun itu direman seminggu bagi membantu siasatan. "
     "Ujian saringan air kencing mendapati tiga daripada mereka "
     "positif."},
    {"a drug raid", "id",
     "Polisi membongkar jaringan peredaran narkoba dengan menangkap "
     "lima pria dan menyita sabu senilai Rp8 miliar dalam "
     "penggerebekan di sebuah apartemen. Semua tersangka yang "
     "berusia antara 25 hingga 40 tahun itu ditahan selama "
     "penyidikan. Hasil tes urine menunjukkan tiga di antaranya "
     "positif."},
    {"a mosque", "ms",
     "Baginda berkenan merasmikan masjid baharu yang boleh "
     "memuatkan 5,000 jemaah pada satu masa. Turut berangkat ialah "
     "kerabat diraja. Menteri Besar dalam ucapannya berkata, "
     "pembinaan masjid itu mengambil masa tiga tahun dengan kos "
     "RM38 juta dan dilengkapi kemudahan untuk orang kurang upaya."},
    {"a mosque", "id",
     "Gubernur meresmikan masjid baru yang dapat menampung 5.000 "
     "jemaah sekaligus. Acara itu turut dihadiri para ulama. Bupati "
     "dalam sambutannya mengatakan pembangunan masjid memakan waktu "
     "tiga tahun dengan biaya Rp38 miliar dan dilengkapi fasilitas "
     "untuk penyandang disabilitas."},
};

static const struct {
    const char *language, *text;
} list_rows[] =
    {
        {"en", "The city council voted on Tuesday to close two of its seven "
               "libraries by the end of the year, saying that it could no "
               "longer pay for repairs. More than a hundred people had "
               "gathered outside the town hall, and some of them said they "
               "would take the decision to court."},
        {"de", "Der Stadtrat hat am Dienstag beschlossen, zwei der sieben "
               "Büchereien bis zum Jahresende zu schließen, weil das Geld für "
               "Reparaturen nicht mehr reicht. Vor dem Rathaus hatten sich "
               "über hundert Menschen versammelt, und einige wollen gegen den "
               "Beschluss klagen."},
        {"es", "El ayuntamiento decidió el martes cerrar dos de las siete "
               "bibliotecas antes de que termine el año, porque ya no puede "
               "pagar las reparaciones. Más de cien personas se habían "
               "reunido frente al edificio y algunas dijeron que llevarán la "
               "decisión a los tribunales."},
        {"fr", "Le conseil municipal a décidé mardi de fermer deux des sept "
               "bibliothèques avant la fin de l'année, parce qu'il ne peut "
               "plus payer les réparations. Plus de cent personnes s'étaient "
               "réunies devant la mairie, et certaines ont dit qu'elles iront "
               "en justice."},
        {"it", "Il consiglio comunale ha deciso martedì di chiudere due delle "
               "sette biblioteche entro la fine dell'anno, perché non può più "
               "pagare le riparazioni. Più di cento persone si erano riunite "
               "davanti al municipio e alcune hanno detto che faranno "
               "ricorso."},
        {"nl", "De gemeenteraad heeft dinsdag besloten om twee van de zeven "
               "bibliotheken voor het einde van het jaar te sluiten, omdat er "
               "geen geld meer is voor herstel. Voor het stadhuis stonden "
               "meer dan honderd mensen, en sommigen zeggen dat zij naar de "
               "rechter gaan."},
        {"pt", "A câmara municipal decidiu na terça-feira fechar duas das "
               "sete bibliotecas até ao fim do ano, porque já não pode pagar "
               "as reparações. Mais de cem pessoas juntaram-se em frente ao "
               "edifício e algumas disseram que vão levar a decisão ao "
               "tribunal."},
        {"af", "Die stadsraad het Dinsdag besluit om twee van die sewe "
               "biblioteke voor die einde van die jaar te sluit, omdat daar "
               "nie meer geld vir herstelwerk is nie. Meer as honderd mense "
               "het buite die stadsaal gestaan, en sommige sê hulle gaan die "
               "saak hof toe neem."},
        {"ca", "L'ajuntament va decidir dimarts tancar dues de les set "
               "biblioteques abans de final d'any, perquè ja no pot pagar les "
               "reparacions. Més de cent persones s'havien reunit davant de "
               "l'edifici i algunes van dir que portaran la decisió als "
               "tribunals."},
        {"gl", "O concello decidiu o martes pechar dúas das sete bibliotecas "
               "antes do final do ano, porque xa non pode pagar as "
               "reparacións. Máis de cen persoas xuntáranse diante do "
               "edificio e algunhas dixeron que van levar a decisión aos "
               "tribunais, aínda que non teñen moita esperanza."},
        {"jv", "Wong-wong ing desa iku wis padha kumpul ana ing bale wiwit "
               "esuk, amarga banyune kali saya munggah lan omah-omah sing "
               "cedhak karo kali kudu dikosongake. Nanging ora kabeh gelem "
               "lunga, saben wengi isih ana sing bali kanggo njaga omahe."},
        {"su", "Urang lembur geus karumpul di balé ti isuk kénéh, sabab cai "
               "walungan beuki naék jeung imah-imah anu deukeut ka walungan "
               "kudu dikosongkeun. Tapi henteu kabéh daék indit, unggal "
               "peuting aya kénéh anu balik pikeun ngajaga imahna."},
},
  model_rows[] = {
      {"cs", "Městská rada v úterý rozhodla, že do konce roku zavře dvě ze "
             "sedmi knihoven, protože už nemá peníze na jejich opravy. Před "
             "radnicí se sešlo více než sto lidí a někteří z nich řekli, že "
             "se proti rozhodnutí odvolají k soudu. Starosta uvedl, že "
             "knihy se přestěhují do zbývajících poboček a že žádný "
             "zaměstnanec nepřijde o práci. Opozice navrhla, aby město "
             "raději prodalo starou tržnici, kterou už deset let nikdo "
             "nepoužívá."},
      {"tr", "Belediye meclisi salı günü, onarım masraflarını artık "
             "karşılayamadığı için yedi kütüphaneden ikisini yıl sonuna "
             "kadar kapatmaya karar verdi. Binanın önünde yüzden fazla kişi "
             "toplandı ve bazıları kararı mahkemeye taşıyacaklarını "
             "söyledi. Belediye başkanı, kitapların kalan şubelere "
             "taşınacağını ve hiçbir çalışanın işini kaybetmeyeceğini "
             "belirtti. Muhalefet ise on yıldır kullanılmayan eski çarşının "
             "satılmasını önerdi."},
      {"tl", "Nagpasya ang konseho ng lungsod noong Martes na isara ang "
             "dalawa sa pitong aklatan bago matapos ang taon dahil wala na "
             "itong perang pambayad sa mga pagkukumpuni. Mahigit isandaang "
             "tao ang nagtipon sa harap ng munisipyo, at sinabi ng ilan sa "
             "kanila na dadalhin nila sa hukuman ang pasya. Ayon sa "
             "alkalde, ililipat ang mga aklat sa mga natitirang sangay at "
             "walang empleyadong mawawalan ng trabaho dahil dito."},
      {"ru", "Городской совет решил во вторник закрыть до конца года две из "
             "семи библиотек, потому что на ремонт больше нет денег. У "
             "здания собралось более ста человек, и некоторые из них "
             "сказали, что обжалуют решение в суде. Мэр заявил, что книги "
             "перевезут в оставшиеся филиалы."},
      {"th", ""
             "สภาเมืองมีมติเมื่อวันอังคารให้ปิดห้องสมุดสองแห่งจากทั้งหมดเจ็ดแห่งภายในสิ้นปีนี้ "
             "เพราะไม่มีเงินพอสำหรับการซ่อมแซมอีกต่อไป "
             "มีผู้คนมากกว่าหนึ่งร้อยคนมารวมตัวกันที่หน้าศาลากลาง "
             "และบางคนบอกว่าจะนำเรื่องนี้ไปฟ้องต่อศาล"},
      {"zh",
       ""
       "市议会周二决定在年底之前关闭七座图书馆中的两座，因为已经没有钱支付维修"
       "费用。一百多人聚集在市政厅门前，其中一些人表示将向法院提起诉讼。市长说"
       "，书籍将搬到其余的分馆，没有员工会因此失去工作。反对派建议市政府卖掉十"
       "年来无人使用的旧市场，用这笔钱来维修图书馆的屋顶和暖气。市长没有接受这"
       "个建议。"},
};

#endif
